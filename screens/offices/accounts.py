"""People and their posts: for an administrator of the office, who reads no letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from administration.accounts import (
    change_account,
    check_may_change,
    open_account,
    send_password_link,
)
from administration.leaving import left_work
from administration.posts import end_acting, end_post, give_acting, give_post
from circulars.errors import CircularError
from circulars.models import Event, EventKind
from circulars.policies import Verdict, verdict
from offices.models import Acting, ActingKind, Decided, Office, Post, Role, User
from offices.models.office import OfficeQuerySet
from offices.ordering import by_name
from screens.frame.base import DeskMixin, viewer_of
from screens.frame.refusals import add_refusal
from screens.offices.forms.accounts import (
    AccountForm,
    AccountNewForm,
    ActingForm,
    EndActingForm,
    EndPostForm,
    PostForm,
)

PER_PAGE = 50
#: The forms on the page of one person.
ACTS = ("account", "post", "acting", "end", "end_acting")


class AdminMixin(DeskMixin):
    """Only for somebody who is an administrator today; ``branch`` is what he manages."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.admin_posts:
            raise PermissionDenied(_("หน้านี้สำหรับผู้ดูแลบัญชีของหน่วยงาน"))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def admin_posts(self) -> list[Post]:
        return [post for post in viewer_of(self.request).posts if post.role == Role.ADMIN]

    @property
    def branch(self) -> OfficeQuerySet:
        within = Q(pk__in=[])
        for post in self.admin_posts:
            within |= Q(path__startswith=post.office.path)
        return Office.objects.filter(within)

    @property
    def office(self) -> Office:
        """The office whose people are shown: one of the branch, at first his own."""
        wanted = self.request.GET.get("office", "")
        own = self.admin_posts[0].office
        if not wanted.isdecimal() or int(wanted) == own.pk:
            return own
        return get_object_or_404(self.branch.select_related("house"), pk=int(wanted))


class AccountsView(AdminMixin, TemplateView):
    """The people of one office and the units in it; a search goes through the whole branch."""

    template_name = "offices/accounts.html"

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "")[:100].strip()

    @property
    def people(self) -> QuerySet[User]:
        offices = self.branch if self.text else Office.objects.filter(house=self.office.house)
        mine = Post.objects.filter(office__in=self.branch.values("pk")).select_related("office")
        people = User.objects.filter(posts__office__in=offices.values("pk")).distinct()
        for word in self.text.split():
            people = people.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(username__icontains=word)
            )
        posts = Prefetch("posts", mine.order_by("ends_on", "office__path", "role"), "posts_here")
        names = by_name("first_name"), by_name("last_name")
        return people.prefetch_related(posts).order_by(*names, "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.people, PER_PAGE).get_page(self.request.GET.get("page"))
        below = (
            self.branch.active()
            .houses()
            .filter(parent=self.office)
            .order_by("kind", by_name("name"))
        )
        return super().get_context_data(
            **kwargs,
            page=page,
            office=self.office,
            below=list(below[:100]),
            text=self.text,
            today=self.today,
        )


class AccountNewView(AdminMixin, FormView[AccountNewForm]):
    """A new account with its first post; the person sets the password by mail."""

    template_name = "offices/account_new.html"
    form_class = AccountNewForm

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office)

    def form_valid(self, form: AccountNewForm) -> HttpResponse:
        given = dict(form.cleaned_data)
        role = Role(given.pop("role"))
        try:
            user = open_account(self.office, role, by=self.user, at=self.at, **given)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("เพิ่ม %(name)s แล้ว ส่งลิงก์ตั้งรหัสผ่านไปที่ %(mail)s") % {"name": user, "mail": user.email},
        )
        return redirect("account_edit", user.pk)


class PersonMixin(AdminMixin):
    """One person who has, or had, a post in the branch; anybody else is 404."""

    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> User:
        inside = self.branch.values("pk")
        here = Q(posts__office__in=inside) | Q(posts=None, proposals__office__in=inside)
        found = User.objects.filter(here, pk=self.kwargs["pk"]).distinct().first()
        if found is None:
            raise Http404
        return found

    @property
    def posts(self) -> QuerySet[Post]:
        posts = Post.objects.of(self.person).filter(office__in=self.branch.values("pk"))
        actings = Prefetch("actings", Acting.objects.order_by("-starts_on"))
        ordered = posts.select_related("office", "user").prefetch_related(actings)
        return ordered.order_by("-starts_on", "pk")


class AccountEditView(PersonMixin, TemplateView):
    """
    The account, its posts and actings. Each form has its own button (``act``).

    Refusals are shown at the form they belong to; the other forms stay as they were.
    """

    template_name = "offices/account_edit.html"

    def form_for(self, act: str) -> Any:
        data = self.request.POST if self.request.POST.get("act") == act else None
        if act == "account":
            return AccountForm(data, instance=User.objects.get(pk=self.person.pk))
        if act == "acting":
            signing = self.posts.filter(role=Role.SIGNER)
            return ActingForm(
                data, posts=signing, prefix="acting", initial={"starts_on": self.today}
            )
        if act == "end":
            return EndPostForm(data)
        if act == "end_acting":
            return EndActingForm(data)
        return PostForm(data, prefix="post", initial={"starts_on": self.today})

    @cached_property
    def forms(self) -> dict[str, Any]:
        return {act: self.form_for(act) for act in ACTS}

    def end_forms(self, post: Post) -> tuple[Post, EndPostForm, list[tuple[Acting, Any]], int]:
        """
        The forms that end this post and its actings, each with its own ids on the page, and
        how many letters the end would leave behind.
        """
        initial = {"ending": post.pk, "ends_on": self.today}
        actings = [
            (one, EndActingForm(initial={**initial, "ending": one.pk}, auto_id=f"act{one.pk}_%s"))
            for one in post.actings.all()
        ]
        left = left_work([post], self.person, last_day=self.today)
        form = EndPostForm(initial=initial, auto_id=f"end{post.pk}_%s")
        return post, form, actings, len(left)

    @property
    def may_change(self) -> Verdict:
        return verdict(check_may_change, self.viewer, self.person, self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = Event.objects.filter(kind=EventKind.ACCOUNT, data__user=self.person.pk)
        return super().get_context_data(
            **kwargs,
            person=self.person,
            posts=[self.end_forms(post) for post in self.posts],
            forms=self.forms,
            office=self.office,
            offices=list(self.branch.active().filter(house=self.office.house).order_by("path")),
            may_change=self.may_change,
            changes=events.select_related("actor").order_by("-at")[:10],
            waiting=self.person.proposals.filter(decided=Decided.WAITING),
            today=self.today,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = request.POST.get("act", "")
        if act == "password":
            return self.send_password()
        if act not in self.forms:
            raise Http404
        form = self.forms[act]
        if form.is_valid():
            try:
                self.carry_out(act, form.cleaned_data)
            except CircularError as refusal:
                add_refusal(form, refusal)
            else:
                if not self.person.proposals.filter(decided=Decided.WAITING).exists():
                    messages.success(request, _("บันทึกแล้ว"))
                return redirect(request.get_full_path())
        return self.render_to_response(self.get_context_data())

    @transaction.atomic
    def carry_out(self, act: str, given: dict[str, Any]) -> None:
        if act == "account":
            change_account(self.person, given, by=self.user, at=self.at)
        elif act == "post":
            role = Role(given.pop("role"))
            give_post(self.person, self.chosen_office, role, by=self.user, at=self.at, **given)
        elif act == "acting":
            post, kind = given.pop("post"), ActingKind(given.pop("kind"))
            give_acting(post, kind, by=self.user, at=self.at, **given)
        elif act == "end_acting":
            actings = Acting.objects.filter(post__in=self.posts)
            acting = get_object_or_404(actings, pk=given["ending"])
            end_acting(acting, by=self.user, at=self.at, ends_on=given["ends_on"])
        else:
            post = get_object_or_404(self.posts, pk=given["ending"])
            end_post(post, by=self.user, at=self.at, ends_on=given["ends_on"])

    @property
    def chosen_office(self) -> Office:
        chosen = self.request.POST.get("office", "")
        return get_object_or_404(self.branch, pk=int(chosen) if chosen.isdecimal() else 0)

    def send_password(self) -> HttpResponse:
        try:
            waits = send_password_link(self.person, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(self.request, str(refusal))
        else:
            if waits is None:
                sent = _("ส่งลิงก์ตั้งรหัสผ่านไปที่ %s แล้ว") % self.person.email
                messages.success(self.request, sent)
        return redirect(self.request.get_full_path())
