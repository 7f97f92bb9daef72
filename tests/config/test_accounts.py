"""Accounts and the administration as they are mounted."""

import pytest
from django.contrib.auth import get_user_model


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_nobody_makes_an_account_for_himself(client):
    client.post(
        "/accounts/signup/",
        {"username": "visitor", "password1": "a-long-pass-word", "password2": "a-long-pass-word"},
    )

    assert get_user_model().objects.filter(username="visitor").exists() is False


@pytest.mark.django_db
def test_an_account_is_locked_for_a_while_after_five_wrong_passwords(client):
    get_user_model().objects.create_user("clerk", password="right-pass-word")
    for _ in range(5):
        client.post("/accounts/login/", {"login": "clerk", "password": "wrong"})

    client.post("/accounts/login/", {"login": "clerk", "password": "right-pass-word"})

    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_the_administration_is_djangos_own(admin_client):
    response = admin_client.get("/admin/")

    assert "viewflow" not in response.content.decode()


@pytest.mark.django_db
def test_the_administrations_log_in_is_the_limited_one_of_all_pages(client):
    get_user_model().objects.create_superuser("root", password="right-pass-word")

    response = client.post("/admin/login/", {"username": "root", "password": "right-pass-word"})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["login", "logout", "password/reset"])
@pytest.mark.parametrize(
    "onward", ["//%5B", "http://[::1", "/%09/evil.example", "//evil.example", "javascript:alert(1)"]
)
def test_an_address_that_leads_elsewhere_or_nowhere_is_no_error(client, page, onward):
    answer = client.get(f"/accounts/{page}/?next={onward}")

    assert answer.status_code in (200, 302)
    assert "evil.example" not in answer.headers.get("Location", "")


@pytest.mark.django_db
def test_nobody_gives_his_account_another_address(client):
    client.force_login(get_user_model().objects.create_user("clerk", email="a@example.org"))

    answer = client.post("/accounts/email/", {"email": "mine@example.org", "action_add": ""})

    assert answer.status_code == 404


@pytest.mark.django_db
def test_a_page_of_a_person_is_kept_by_nobody_between(client):
    client.force_login(get_user_model().objects.create_user("clerk"))

    assert client.get("/profile/").headers["Cache-Control"] == "private, no-cache"
