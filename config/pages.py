"""Addresses that letters, notices and mails print; the screens serve them, a guard compares."""

PAGES = {
    "copy": "/copies/{}/",
    "answer": "/copies/{}/answer/",
    "link": "/l/{}/",
    "mail_confirm": "/profile/mail/{}/",
    "proposals": "/people/proposals/",
    "people": "/people/?office={}",
    "survey": "/survey/{}/",
    "letter_check": "/v/{}/",
    "task_register": "/copies/{}/register/",
    "task_endorse": "/copies/{}/endorse/",
    "task_enter": "/shares/{}/enter/",
    "task_joint": "/shares/{}/words/",
    "task_inform": "/shares/{}/noted/",
    "task_draft": "/copies/{}/draft/",
    "task_review": "/copies/{}/review/",
    "task_sign": "/copies/{}/sign/",
    "task_dispatch": "/copies/{}/dispatch/",
    "task_answer": "/copies/{}/answer/",
    "task_report": "/copies/{}/answers/",
}
