"""Words from the browser, checked; nothing is saved here."""
