"""A post office for tests: a mail backend that keeps what it is given, or fails as told."""

from django.core.mail.backends.base import BaseEmailBackend

sent = []
failures = []
before_note = []


class PostOffice(BaseEmailBackend):
    def send_messages(self, messages):
        for message in messages:
            message.message()  # builds the headers, and refuses a line break in one
            if failures:
                raise failures.pop(0)
            sent.append(message)
            for hook in before_note:
                hook()
        return len(messages)


MAILERS = {"default": {"BACKEND": f"{__name__}.PostOffice"}}
