class Refused(Exception):
    """The file is not kept; `key` is one of territoires.media.enums.Refusal."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
