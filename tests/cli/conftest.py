"""The stand-in for the model of attributions, for every test of a command that asks for it."""

from tests.spoken import spoken

__all__ = ["spoken"]
