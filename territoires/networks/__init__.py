"""Who carries the collective: member networks, the institutions that support it, its marraines and parrains."""
