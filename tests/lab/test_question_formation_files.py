"""The data set's own files as a recorded experiment."""

import numpy as np
import pytest

from attractor.lab import run
from attractor.lab.experiments import question_formation_files as files
from attractor.lab.question_formation.grammar import QuestionFormation


@pytest.fixture
def result(data_folder, monkeypatch):
    monkeypatch.setenv("ATTRACTOR_DATA", str(data_folder))
    return run(
        "question-formation-files", files=("question.val",), lines_before=(100_000,)
    )


def test_all_real_lines_are_read_and_signed(result):
    arrays = result.arrays
    np.testing.assert_array_equal(arrays["n_lines"], [1_000, 10_000])
    np.testing.assert_array_equal(arrays["n_parsed"], arrays["n_lines"])
    np.testing.assert_array_equal(arrays["n_distinct"], arrays["n_lines"])
    assert arrays["n_questions"][1] == 10_000
    assert arrays["chi_squared"][0, 0] < 41 + 3 * 82**0.5
    assert arrays["chi_squared"][1, 0] > 10 * 41
    assert len(result.provenance.data_sha256) == 64


def test_the_signature_is_of_the_files_that_were_read():
    whole = files.QuestionFormationFiles()
    assert whole.data_sha256 != files.QuestionFormationFiles(files=()).data_sha256


def test_a_line_counts_only_where_its_source_could_write_it():
    line = "my newt who does giggle does smile . quest\tdoes my newt who does giggle"
    asked = QuestionFormation(68, "fitted", "generalization")
    assert files.could_write(asked, f"{line} smile ?")
    assert not files.could_write(QuestionFormation(68), f"{line} smile ?")
    assert not files.could_write(asked, line)


def test_a_missing_file_is_one_sentence(tmp_path, monkeypatch):
    def no_network(*_, **__):
        raise OSError("no route")

    monkeypatch.setenv("ATTRACTOR_DATA", str(tmp_path))
    monkeypatch.setattr("pooch.retrieve", no_network)
    monkeypatch.setattr("pooch.os_cache", lambda _: tmp_path / "cache")
    with pytest.raises(OSError, match=r"question\.train-first20k could not be down"):
        run("question-formation-files")
