"""Locality names for reading: CMS prints them in capitals, abbreviated."""

_AS_IS = {"DC", "MD/VA", "NYC", "NJ", "N"}
_SPELLED_OUT = {
    "CNTY)": "County)",
    "CNTYS": "Counties",
    "POUGHKPSIE/N": "Poughkeepsie/N",
    "BALTIMORE/SURR.": "Baltimore/Surrounding",
}


def place_name(cms_name: str) -> str:
    """Return a locality's name in mixed case, CMS's abbreviations spelled out."""
    words = [
        word if word in _AS_IS else _SPELLED_OUT.get(word, word.title())
        for word in cms_name.split()
    ]
    return " ".join(words).replace(" Of ", " of ")
