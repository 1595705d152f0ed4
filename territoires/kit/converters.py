"""Path converters for the whole site."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class RowNumber(IntConverter):
    """A number that any database can hold: `<row:id>` instead of `<int:id>`, so that no address overflows a query."""

    regex = "[0-9]{1,15}"


class MonthKey(StringConverter):
    """A month: `<month:key>` matches "2026-11" and no month that never was."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"


register_converter(RowNumber, "row")
register_converter(MonthKey, "month")
