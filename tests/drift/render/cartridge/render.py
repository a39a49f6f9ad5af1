"""Render the shop pages of one Cartridge release.

    python render.py RELEASE OUT

Runs inside an environment that holds that release (see README.md), on Python 2.7 and 3. The shop
runs from the release's own project template with its own templates; only the catalogue is ours.
"""
from __future__ import print_function, unicode_literals

import io
import locale
import os
import re
import shutil
import sys
import tempfile
import types
from decimal import Decimal

RELEASE, OUT = sys.argv[1], sys.argv[2]
SITE = os.path.join(tempfile.mkdtemp(), str("shopsite"))

OVERRIDES = """
DEBUG = False
ALLOWED_HOSTS = ["*"]
SECRET_KEY = NEVERCACHE_KEY = "x"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
ROOT_URLCONF = "shopsite.urls"
INSTALLED_APPS = [a for a in INSTALLED_APPS if a not in ("mezzanine.twitter", "mezzanine.accounts")]
try:
    import mezzanine.accounts
    INSTALLED_APPS = ["mezzanine.accounts"] + INSTALLED_APPS
except ImportError:
    pass
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SITE_TITLE = "Bergmann Outdoor"
SITE_TAGLINE = "Clothes for walking"
SHOP_CURRENCY_LOCALE = "C.UTF-8"
SHOP_PER_PAGE_CATEGORY = 4
SEARCH_PER_PAGE = 4
SHOP_OPTION_TYPE_CHOICES = ((1, "Size"), (2, "Colour"))
USE_SOUTH = False
SHOP_CHECKOUT_ACCOUNT_ENABLED = True
SHOP_USE_RATINGS = True
SHOP_USE_WISHLIST = True
SHOP_USE_RELATED_PRODUCTS = True
SHOP_USE_UPSELL_PRODUCTS = True
SHOP_DISCOUNT_FIELD_IN_CART = True
COMMENTS_DISQUS_SHORTNAME = ""
"""

CATALOGUE = [
    # title, category, price, sizes, colours, stock
    ("Alpine Shell Jacket", "Jackets", "189.00", ["S", "M", "L"], ["Moss", "Slate"], 20),
    ("Drizzle Cape", "Jackets", "64.00", ["M", "L"], ["Yellow"], 9),
    ("Merino Base Layer", "Base layers", "58.50", ["S", "M", "L"], ["Slate"], 14),
    ("Ridge Trousers", "Trousers", "96.00", ["30", "32", "34"], ["Moss", "Sand"], 7),
    ("Camp Mug", "Equipment", "12.00", [], [], 40),
    ("Folding Stool", "Equipment", "35.00", [], [], None),
    ("Trail Poles", "Equipment", "74.00", ["110 cm", "120 cm"], [], 5),
    ("Summit Headlamp", "Equipment", "42.00", [], ["Black", "Orange"], 11),
    ("Dry Bag", "Equipment", "18.00", ["5 l", "10 l"], ["Orange"], 25),
]
POUNDS = {
    str("currency_symbol"): str("GBP "),
    str("int_curr_symbol"): str("GBP "),
    str("frac_digits"): 2,
    str("int_frac_digits"): 2,
    str("mon_decimal_point"): str("."),
    str("mon_thousands_sep"): str(","),
    str("mon_grouping"): [3, 0],
    str("p_cs_precedes"): 1,
    str("n_cs_precedes"): 1,
    str("p_sep_by_space"): 0,
    str("n_sep_by_space"): 0,
    str("p_sign_posn"): 1,
    str("n_sign_posn"): 1,
    str("negative_sign"): str("-"),
    str("positive_sign"): str(""),
}
SOLD_OUT = ("Storm Gaiters", "Equipment", "39.00", ["M"], ["Black"], 0)


def prepare_site():
    """Copy the release's project template and make it this script's Django project."""
    import cartridge

    template = os.path.join(os.path.dirname(cartridge.__file__), "project_template")
    nested = os.path.join(template, "project_name")
    shutil.copytree(nested if os.path.isdir(nested) else template, SITE)
    io.open(os.path.join(SITE, "__init__.py"), "a").close()
    settings = io.open(os.path.join(SITE, "settings.py"), encoding="utf8").read()
    # The dynamic settings read INSTALLED_APPS, so that the overrides must come first.
    cut = re.search(r"(?m)^(try:\n    )?from mezzanine.utils.conf", settings).start()
    head, tail = settings[:cut], settings[cut:]
    with io.open(os.path.join(SITE, "settings.py"), "w", encoding="utf8") as f:
        f.write(head + "INSTALLED_APPS = list(INSTALLED_APPS)\n" + OVERRIDES + tail)
    sys.path.insert(0, os.path.dirname(SITE))
    os.environ[str("DJANGO_SETTINGS_MODULE")] = str("shopsite.settings")
    # The machine need not have a locale with a currency.
    plain = dict(locale.localeconv())
    plain.update(POUNDS)
    locale.localeconv = lambda: plain
    locale._override_localeconv = POUNDS
    # Invoices as PDF are not rendered here.
    for name in ("ho", "ho.pisa", "xhtml2pdf", "xhtml2pdf.pisa"):
        module = types.ModuleType(str(name))
        sys.modules[str(name)] = module
    sys.modules[str("ho")].pisa = sys.modules[str("ho.pisa")]
    sys.modules[str("xhtml2pdf")].pisa = sys.modules[str("xhtml2pdf.pisa")]


prepare_site()
import django  # noqa: E402

if hasattr(django, "setup"):
    django.setup()
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

if django.VERSION < (1, 7):
    call_command("syncdb", interactive=False, verbosity=0)
else:
    call_command("migrate", interactive=False, verbosity=0)

from PIL import Image  # noqa: E402
from mezzanine.core.models import CONTENT_STATUS_PUBLISHED  # noqa: E402
from mezzanine.forms.models import Form  # noqa: E402
from mezzanine.pages.models import Page, RichTextPage  # noqa: E402
from cartridge.shop.models import Category, DiscountCode, Product, ProductOption  # noqa: E402


def picture(name):
    folder = os.path.join(settings.MEDIA_ROOT, "product")
    if not os.path.isdir(folder):
        os.makedirs(folder)
    Image.new("RGB", (640, 480), (96, 112, 96)).save(os.path.join(folder, name))
    return "product/" + name


def product(row, categories):
    title, category, price, sizes, colours, stock = row
    item = Product.objects.create(
        title=title,
        content="<p>%s, made to be repaired.</p>" % title,
        available=stock != 0,
        status=CONTENT_STATUS_PUBLISHED,
    )
    item.categories.add(categories[category])
    options = {}
    if sizes:
        options["option1"] = sizes
    if colours:
        options["option2"] = colours
    if options:
        item.variations.create_from_options(options)
    item.variations.manage_empty()
    for number in (1, 2):
        name = "%s-%d.jpg" % (item.slug, number)
        item.images.create(file=picture(name), description="%s, view %d" % (title, number))
    default = item.variations.all()[0]
    for variation in item.variations.all():
        variation.unit_price = Decimal(price)
        variation.num_in_stock = stock
        variation.default = variation.id == default.id
        variation.image = item.images.all()[0]
        variation.sku = "%s-%d" % (item.slug.upper()[:8], variation.id)
        variation.save()
    item.copy_default_variation()
    return Product.objects.get(id=item.id)


# Top, left and foot: the default of the younger releases.
if any(field.name == "in_menus" for field in Page._meta.fields):
    PAGE = {"in_menus": [1, 2, 3]}
else:
    PAGE = {"in_navigation": True, "in_footer": True}
PAGE["status"] = CONTENT_STATUS_PUBLISHED
Page.objects.all().delete()  # Old releases come with demonstration pages.
shop = Category.objects.create(title="Shop", **PAGE)
categories = {}
for title in ("Jackets", "Base layers", "Trousers", "Equipment"):
    categories[title] = Category.objects.create(title=title, parent=shop, **PAGE)
for title in ("About us", "Delivery and returns", "Privacy policy"):
    RichTextPage.objects.create(title=title, content="<p>%s.</p>" % title, **PAGE)
contact = Form.objects.create(
    title="Contact", content="<p>Write to us.</p>", button_text="Send", **PAGE
)
contact.fields.create(label="Email", field_type=3, required=True, visible=True)
contact.fields.create(label="Message", field_type=2, required=True, visible=True)
for kind, names in ((1, ["S", "M", "L"]), (2, ["Moss", "Slate"])):
    for name in names:
        ProductOption.objects.create(type=kind, name=name)
DiscountCode.objects.create(title="Spring", code="SPRING", active=True, discount_percent=Decimal("10"))

products = dict((row[0], product(row, categories)) for row in CATALOGUE + [SOLD_OUT])
jacket, mug = products["Alpine Shell Jacket"], products["Camp Mug"]
for other in ("Drizzle Cape", "Ridge Trousers", "Merino Base Layer"):
    jacket.related_products.add(products[other])
    jacket.upsell_products.add(products[other])
products["Ridge Trousers"].related_products.add(products["Trail Poles"], products["Camp Mug"])

from django.test import Client  # noqa: E402

try:
    from django.urls import NoReverseMatch, reverse
except ImportError:
    from django.core.urlresolvers import NoReverseMatch, reverse

client = Client(HTTP_HOST=str("localhost"))
if not os.path.isdir(OUT):
    os.makedirs(OUT)


def address(view):
    """The first releases have one account page for both."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return reverse("shop_account")


def save(name, url):
    response = client.get(url, follow=True)
    html = response.content.decode("utf8")
    html = re.sub(r"(csrfmiddlewaretoken['\"] value=['\"])[^'\"]+", r"\1x", html)
    with io.open(os.path.join(OUT, name + ".html"), "w", encoding="utf8") as f:
        f.write(html)
    print(RELEASE, name, response.status_code, len(html), url)


def buy(title, quantity, **choice):
    data = {"add_cart": "Buy", "quantity": quantity}
    data.update(choice)
    response = client.post(products[title].get_absolute_url(), data)
    print("add", title, response.status_code)


save("home", "/")
save("product", jacket.get_absolute_url())
save("product-b", products["Ridge Trousers"].get_absolute_url())
save("product-c", mug.get_absolute_url())
save("product-d", products["Storm Gaiters"].get_absolute_url())
save("collection", categories["Equipment"].get_absolute_url())
save("collection-b", categories["Jackets"].get_absolute_url())
save("search", "/search/?q=made")
save("login", address("login"))
save("register", address("signup"))
save("contact", contact.get_absolute_url())
buy("Alpine Shell Jacket", 2, option1="S", option2="Moss")
buy("Camp Mug", 1)
save("cart", "/shop/cart/")
save("checkout", "/shop/checkout/")
client.post(products["Drizzle Cape"].get_absolute_url(), {"add_wishlist": "Save", "quantity": 1, "option1": "M", "option2": "Yellow"})
client.post(products["Dry Bag"].get_absolute_url(), {"add_wishlist": "Save", "quantity": 1, "option1": "5 l", "option2": "Orange"})
save("wishlist", "/shop/wishlist/")
