"""Which logical elements exist, and on which pages each may be looked for."""

EVERY = ["product", "product-b", "product-c", "product-sold", "product-phone", "home", "home-phone", "collection", "cart"]
PRODUCT = EVERY[:5]
HOME = ["home", "home-phone"]

GLOBAL_KEYS = """skip_link announcement_link logo nav_new_in nav_knitwear nav_outerwear nav_journal nav_story menu_toggle
drawer_nav_knitwear drawer_nav_story search_toggle search_input search_submit account_link cart_link cart_drawer_close
cart_drawer_checkout country_select newsletter_email newsletter_submit footer_contact footer_faq footer_shipping
footer_refund footer_privacy footer_terms instagram facebook footer_policy_links""".split()
PRODUCT_KEYS = """gallery_main gallery_thumb_2 gallery_next gallery_prev gallery_zoom product_title product_price
vendor_or_shop_link rating_link shipping_link colour_moss colour_oat colour_select size_s size_m size_select size_guide
quantity quantity_minus quantity_plus add_to_cart buy_now more_payment_options sticky_add_to_cart wishlist pickup_info
accordion_shipping accordion_care share share_copy_link description_more ask_question review_write review_sort
review_next recommended_1_link recommended_1_quick_add recommended_2_link view_all_recommended back_in_stock_email
back_in_stock_submit colour_options size_options gallery_thumbs recommended_links""".split()
HOME_KEYS = """hero_button hero_next hero_pause featured_1_link featured_2_link featured_1_quick_add featured_view_all
category_tile_outerwear video_play journal_link_1 newsletter_popup_close newsletter_popup_email""".split()
COLLECTION_KEYS = """filter_toggle filter_availability filter_price_max filter_colour_moss filter_clear sort_by
card_1_link card_2_link card_1_quick_add card_1_wishlist pager_next pager_2 layout_toggle card_3_swatch card_links
card_quick_adds""".split()
CART_KEYS = """line_1_link line_1_quantity line_1_plus line_1_minus line_1_remove line_2_remove line_2_quantity
cart_note checkout cart_discount_input continue_shopping shipping_estimate terms_checkbox cart_update
cart_recommended_1 line_removes""".split()

SETS = {"colour_options", "size_options", "gallery_thumbs", "recommended_links", "card_links", "card_quick_adds",
        "line_removes", "footer_policy_links"}

PAGES = {
    **dict.fromkeys(GLOBAL_KEYS, EVERY),
    **dict.fromkeys(PRODUCT_KEYS, PRODUCT),
    **dict.fromkeys(HOME_KEYS, HOME),
    **dict.fromkeys(COLLECTION_KEYS, ["collection"]),
    **dict.fromkeys(CART_KEYS, ["cart"]),
}
