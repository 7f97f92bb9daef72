"""Addresses that letters, notices and mails print; the screens serve them, a guard compares."""

PAGES = {
    "copy": "/copies/{}/",
    "answer": "/copies/{}/answer/",
    "people": "/people/?office={}",
    "survey": "/survey/{}/",
}
