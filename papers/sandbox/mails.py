"""The letter inside a mail: its attachments, and its own text. Runs behind the door only."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from papers.sandbox.outlook import is_outlook, opened_outlook

_MOST_ATTACHMENTS = 50


def opened(mail: bytes) -> tuple[list[str], list[bytes], str]:
    """Names and bytes of the attachments in their order, and the text of the mail."""
    if is_outlook(mail):
        names, files, text = opened_outlook(mail)
        return names[:_MOST_ATTACHMENTS], files[:_MOST_ATTACHMENTS], text
    message = message_from_bytes(mail, policy=default)
    assert isinstance(message, EmailMessage)
    names, files = [], []
    for part in message.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        name = part.get_filename()
        if name is None and part.get_content_maintype() == "text":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and len(files) < _MOST_ATTACHMENTS:
            names.append(name or part.get_content_type())
            files.append(content)
    return names, files, _text(message)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError, KeyError):
        return ""
