"""The demonstration only: a fictional territory, a cast to sign in as, a mailbox. Never installed in production."""
