"""Addresses of the shop: oscar's own, its language switch, the pictures of the catalogue, and its owner's files."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *(static("/files/", document_root=settings.OWN / "files") if settings.OWN else []),
]
