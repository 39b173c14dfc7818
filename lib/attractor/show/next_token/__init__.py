"""The explorable next token: recorded distributions, cut and drawn from."""

from attractor.show.next_token.widget import MODULES as MODULES
from attractor.show.next_token.widget import NextToken as NextToken
