"""The explorable attention matrix: who looks at whom, under masks one can build."""

from attractor.show.attention_matrix.widget import MODULES as MODULES
from attractor.show.attention_matrix.widget import AttentionMatrix as AttentionMatrix
