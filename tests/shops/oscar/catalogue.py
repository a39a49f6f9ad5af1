"""The small catalogue of the shop: what is sold, with prices, pictures and reviews."""

from decimal import Decimal
from io import BytesIO

from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image

CATEGORIES = ["Tees", "Outerwear", "Footwear", "Kitchen", "Bags"]
# Title, category, price, colour of the picture.
PRODUCTS = [
    ("Harbor Tee", "Tees", "24.00", "#31708f"),
    ("Linen Shirt", "Tees", "58.00", "#d9c7a5"),
    ("Wool Beanie", "Outerwear", "19.50", "#7a4b3a"),
    ("Rain Shell", "Outerwear", "129.00", "#3f6b4f"),
    ("Trail Runner GTX", "Footwear", "140.00", "#c0563b"),
    ("Enamel Mug", "Kitchen", "14.00", "#2e4057"),
    ("Picnic Blanket", "Kitchen", "45.00", "#b0413e"),
    ("Canvas Tote", "Bags", "22.00", "#e3d5b8"),
]


def model(app, name):
    """A model by the name of its app, as oscar wants it looked up."""
    return get_model(app, name)


def fill():
    """Writes the catalogue into an empty, migrated database."""
    model("address", "Country").objects.create(
        iso_3166_1_a2="GB", name="United Kingdom", printable_name="United Kingdom", is_shipping_country=True
    )
    goods = model("catalogue", "ProductClass").objects.create(name="Goods", requires_shipping=True, track_stock=True)
    partner = model("partner", "Partner").objects.create(name="Northwind")
    categories = {name: model("catalogue", "Category").add_root(name=name) for name in CATEGORIES}
    for number, (title, category, price, colour) in enumerate(PRODUCTS, start=1):
        product = model("catalogue", "Product").objects.create(
            product_class=goods,
            title=title,
            upc=f"NW-{number:03}",
            description=f"<p>The {title} is made to last, and to be mended.</p>",
        )
        product.categories.add(categories[category])
        product.stockrecords.create(
            partner=partner, partner_sku=f"NW-{number:03}", price=Decimal(price), price_currency="GBP", num_in_stock=40
        )
        product.images.create(original=picture(title, colour))
        product.reviews.create(title="Good", body="Just what I was looking for.", score=4, name="Ada", status=1)


def picture(title, colour):
    """A plain picture in the colour of the product."""
    data = BytesIO()
    Image.new("RGB", (480, 480), colour).save(data, "JPEG")
    return ContentFile(data.getvalue(), name=f"{title.lower().replace(' ', '-')}.jpg")
