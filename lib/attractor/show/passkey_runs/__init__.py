"""The explorable pass keys: who still knows a key after so much filler."""

from attractor.show.passkey_runs.widget import MODULES as MODULES
from attractor.show.passkey_runs.widget import PassKeyRuns as PassKeyRuns
