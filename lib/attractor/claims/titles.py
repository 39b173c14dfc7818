"""The chapters that treat claims and are written, with their titles."""

TITLES = {
    "memory/neurons": "How does a cell decide to fire?",
    "memory/hebb": "What does “fire together, wire together” store?",
    "memory/capacity": "How many memories fit?",
    "memory/dense-memory": "How do you store more?",
    "attention/modern-hopfield": "Why does attention look like memory?",
    "attention/distance-energy": "Can nearest-neighbor search be an energy?",
    "attention/layers": "What does a stack of memories minimize?",
    "transformer/learning": "How do weights find their values?",
    "transformer/tokens": "What does the model read?",
    "transformer/self-attention": "Who looks at whom?",
    "transformer/gpt": "How is a sentence continued?",
    "transformer/recurrence": "What did we do before attention?",
    "transformer/long-context": "What if the text never ends?",
    "transformer/ring-attention": "What if it does not fit on one machine?",
    "transformer/looking-inside": "What has it learned?",
    "loss/scaling-laws": "Can you predict the loss before you pay?",
    "loss/cross-entropy-bound": "Is there a wall at 1?",
    "experiments/radius": "How far apart are GPT-2's thoughts?",
    "experiments/training-gpt2": "What does more data buy?",
    "experiments/question-formation": "Why does the loss stop at 1?",
}
