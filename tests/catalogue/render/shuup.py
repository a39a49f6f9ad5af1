"""Render the shop pages of Shuup in one language.

    python render.py OUT LANGUAGE

Runs inside an environment that holds shuup 3.1.0 (see README.md). The shop runs with the release's own front, its
classic theme and its own translations; only the catalogue is ours, and no product has a picture.
"""
import os
import re
import sys
import tempfile
from decimal import Decimal

OUT, LANGUAGE = sys.argv[1], sys.argv[2]
os.makedirs(OUT, exist_ok=True)
HERE = tempfile.mkdtemp()
os.chdir(HERE)
os.environ["DJANGO_SETTINGS_MODULE"] = "local_settings"
with open(os.path.join(HERE, "local_settings.py"), "w") as f:
    f.write(
        "from shuup_workbench.settings.base_settings import *\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': %r}}\n"
        "LANGUAGE_CODE = %r\nPARLER_DEFAULT_LANGUAGE_CODE = %r\n"
        "LANGUAGES = [(%r, %r)]\nPARLER_LANGUAGES = {None: [{'code': %r}], 'default': {'hide_untranslated': False}}\n"
        "DEBUG = False\nALLOWED_HOSTS = ['*']\nSECRET_KEY = 'x'\nLOGGING = {'version': 1}\n"
        "STATIC_ROOT = %r\nMEDIA_ROOT = STATIC_ROOT + '/media'\n"
        "INSTALLED_APPS = list(INSTALLED_APPS) + ['shuup.testing']\n"
        "STATICFILES_STORAGE = 'django.contrib.staticfiles.storage.StaticFilesStorage'\n"
        % (os.path.join(HERE, "db"), LANGUAGE, LANGUAGE, LANGUAGE, LANGUAGE, LANGUAGE, HERE)
    )
sys.path.insert(0, HERE)
import django

django.setup()
from django.core.management import call_command
from django.utils.translation import activate

import shutil

# Migrating takes minutes, and is the same for every language.
EMPTY = os.path.join(tempfile.gettempdir(), "shuup-empty.sqlite")
if os.path.exists(EMPTY):
    shutil.copy(EMPTY, os.path.join(HERE, "db"))
else:
    call_command("migrate", verbosity=0, interactive=False)
    shutil.copy(os.path.join(HERE, "db"), EMPTY)
activate(LANGUAGE)
from shuup.testing import factories
from shuup.core.models import Category, CategoryStatus, CategoryVisibility, ShopProductVisibility, ProductMode
from shuup import configuration
from shuup.xtheme import set_current_theme

shop = factories.get_default_shop()
set_current_theme("shuup.themes.classic_gray", shop)
configuration.set(None, "setup_wizard_complete", True)
supplier = factories.get_default_supplier()
factories.get_default_tax_class()
factories.get_default_payment_method()
factories.get_default_shipping_method()
CATEGORIES = ["Tents", "Lamps"]
categories = []
for name in CATEGORIES:
    c = Category.objects.create(
        name=name, slug=name.lower(), identifier=name, status=CategoryStatus.VISIBLE, visibility=CategoryVisibility.VISIBLE_TO_ALL
    )
    c.shops.add(shop)
    categories.append(c)
made = {}
for i, name in enumerate(["Alder Tent", "Birch Tent", "Cedar Tent", "Dune Lamp", "Ember Lamp", "Fir Lamp"]):
    p = factories.create_product("P%d" % i, shop=shop, supplier=supplier, default_price=Decimal("24.50") + i, name=name)
    p.slug = name.lower().replace(" ", "-")
    p.description = "<p>%s.</p>" % name
    p.save()
    sp = p.get_shop_instance(shop)
    sp.primary_category = categories[i // 3]
    sp.visibility = ShopProductVisibility.ALWAYS_VISIBLE
    sp.save()
    sp.categories.add(categories[i // 3])
    made[name] = p
parent = made["Cedar Tent"]
for size in ("Two", "Three"):
    child = factories.create_product("C" + size, shop=shop, supplier=supplier, default_price=Decimal("30"), name="Cedar Tent " + size)
    child.link_to_parent(parent, variables={"size": size})
from django.test import Client

client = Client()


def save(name, url):
    r = client.get(url, follow=True)
    html = r.content.decode("utf8")
    print(LANGUAGE, name, r.status_code, len(html), url)
    if r.status_code != 200:
        return
    html = re.sub(r"(csrfmiddlewaretoken[\"'] value=[\"'])[^\"']+", r"\1x", html)
    html = re.sub(r"<script(?![^>]*ld\+json).*?</script>", "", html, flags=re.S)
    with open(os.path.join(OUT, name + ".html"), "w", encoding="utf8") as f:
        f.write(html)


def url(p):
    return "/p/%d-%s/" % (p.pk, p.slug)


save("home", "/")
save("product", url(made["Alder Tent"]))
save("product-b", url(made["Cedar Tent"]))
save("collection", "/c/%d-tents/" % categories[0].pk)
save("search", "/search/?q=Tent")
save("cart-empty", "/basket/")
save("login", "/login/")
save("register", "/register/")
for name in ("Alder Tent", "Dune Lamp"):
    r = client.post("/basket/", {"command": "add", "product_id": made[name].pk, "quantity": 1, "supplier_id": supplier.pk})
    print("add", r.status_code)
save("cart", "/basket/")
save("checkout", "/checkout/")
