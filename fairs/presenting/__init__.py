"""Fairs in words: a line of the calendar, a month, the page of one fair."""

from .lines import FairLine, booths, closed_words, fair_line, state_words, when, when_note, where

__all__ = ["FairLine", "booths", "closed_words", "fair_line", "state_words", "when", "when_note", "where"]
