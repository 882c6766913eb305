"""Joining by an invitation, the public profile, and photos."""

from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts.services import NameTakenError
from footing.accounts.views import BACKEND
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.forms import JoinForm, ProfileForm
from footing.practice import invitations, photos
from footing.practice.models import Therapist
from footing.vault import visitors


def join(request: HttpRequest) -> HttpResponse:
    """Turn an invitation into a person; GET shows nothing of it."""
    if request.method != "POST":
        return render(request, "desk/join.html", {"form": JoinForm()})
    form = JoinForm(request.POST)
    if not visitors.within(request, "join", limit=20, seconds=3600):
        form.add_error(None, _("Those were many tries. Wait an hour."))
        return render(request, "desk/join.html", {"form": form}, status=429)
    if form.is_valid():
        try:
            person = invitations.accept(**form.cleaned_data)
        except invitations.InvitationError:
            form.add_error("secret", _("This invitation is used up or too old. Ask for a new one."))
        except NameTakenError:
            form.add_error("name", _("Somebody signs in with this name already. Choose another."))
        except ValidationError as error:
            form.add_error("passphrase", error)
        else:
            login(request, person, backend=BACKEND)
            # The pass phrase was typed on this page: the second factor, next, need not ask for it again.
            record_authentication(request, person, method="password", reauthenticated=True)
            return HttpResponseRedirect(reverse("desk"))
    return render(request, "desk/join.html", {"form": form}, status=422)


@staff
def profile(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """What visitors read about a therapist, and the photo."""
    therapist = staff.therapist(request.POST.get("who", request.GET.get("who", "")))
    if request.method != "POST":
        return _profile(request, staff, therapist, ProfileForm(initial=ProfileForm.initial_of(therapist)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile(request, staff, therapist, form, status=422)
    services.save_profile(therapist=therapist, values=form.profile(), said=form.said())
    if form.cleaned_data["is_listed"]:
        return HttpResponseRedirect(reverse("therapist", kwargs={"slug": therapist.slug}))
    return HttpResponseRedirect(f"{reverse('desk-profile')}?who={therapist.slug}")


@require_POST
@staff
def photo(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Put or remove a photo."""
    therapist = staff.therapist(request.POST.get("who", ""))
    upload = request.FILES.get("photo")
    try:
        if "remove" in request.POST:
            photos.remove(therapist=therapist)
        else:
            photos.put(therapist=therapist, content=upload.read() if upload else b"")
    except photos.PhotoError:
        form = ProfileForm(initial=ProfileForm.initial_of(therapist))
        said = _(
            "That is not a photo we can use. Choose a JPEG, PNG or WebP file of at least 64 by 64 pixels."
        )
        return _profile(request, staff, therapist, form, said=said, status=422)
    return HttpResponseRedirect(f"{reverse('desk-profile')}?who={therapist.slug}")


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A photo or logo that a page shows; nothing else in the folder."""
    file = Path(settings.MEDIA_ROOT) / name
    if not photos.is_shown(name) or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


def _profile(
    request: HttpRequest,
    staff: Staff,
    therapist: Therapist,
    form: ProfileForm,
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    therapist.refresh_from_db(fields=["photo"])
    context = {"staff": staff, "therapist": therapist, "form": form, "said": said}
    return render(request, "desk/profile.html", context, status=status)
