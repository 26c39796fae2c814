"""Languages in words, where a text is in another one than its reader's."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "lt": "Lithuanian", "mt": "Maltese",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip


def foreign(tag: str, language: str) -> bool:
    """Whether a tag names another language; 'en' and 'en-GB' are one (BCP 47: the first subtag is the language)."""
    return tag.partition("-")[0].lower() != language.partition("-")[0].lower()


def language_words(tag: str) -> str:
    """A language tag in words; the tag itself where we have none."""
    return LANGUAGES.get(tag.partition("-")[0], tag)
