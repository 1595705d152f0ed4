"""The words the whole movement shares: themes, roles of the educational community, languages spoken."""
