"""What the tests of every check ask of a list of wrong answers."""


def assert_each_has_its_own_message(check, wrong):
    """`wrong` maps a distinctive phrase to the function that must earn it."""
    answers = {phrase: check(function) for phrase, function in wrong.items()}
    for phrase, answer in answers.items():
        assert not answer.passed, phrase
        assert phrase in answer.message, (phrase, answer.message)
    messages = [answer.message for answer in answers.values()]
    assert len(set(messages)) == len(messages)
