"""Path converters for the whole site."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """A number that any database can hold: `<row:id>` instead of `<int:id>`, so that no address overflows a query."""

    regex = "[0-9]{1,15}"


register_converter(RowNumber, "row")
