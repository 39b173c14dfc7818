"""Texts of any size as token files, one step for all of them."""

from attractor.lab.preparation.documents import TextFiles as TextFiles
from attractor.lab.preparation.documents import corpus_texts as corpus_texts
from attractor.lab.preparation.documents import find_texts as find_texts
from attractor.lab.preparation.documents import text_folder as text_folder
from attractor.lab.preparation.encoders import END_OF_TEXT as END_OF_TEXT
from attractor.lab.preparation.encoders import gpt2_tokenizer as gpt2_tokenizer
from attractor.lab.preparation.prepare import prepare_tokens as prepare_tokens
from attractor.lab.preparation.state import Prepared as Prepared
from attractor.lab.preparation.web_text import open_web_text as open_web_text
