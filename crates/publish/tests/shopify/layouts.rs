//! The loader in layouts of many shapes: in once, out byte for byte, or refused.

use proptest::prelude::*;
use waymark_publish::shopify::loader::{LIMIT, LINE, SNIPPET_TEXT, insert, remove, state};
use waymark_publish::shopify::{Loader, LoaderError};

/// Puts the loader in and out, and returns the layout with it.
fn round(layout: &str) -> String {
    let Ok(Some(with)) = insert(layout) else { panic!("{:?}: {layout}", insert(layout)) };
    assert_eq!(with.matches(LINE).count(), 1, "{with}");
    assert_eq!(state(&with), Ok(Loader::Present));
    assert_eq!(insert(&with), Ok(None), "a second time changes nothing");
    assert_eq!(remove(&with).unwrap().as_deref(), Some(layout), "out again byte for byte");
    assert_eq!(remove(layout), Ok(None));
    with
}

#[test]
fn it_stands_before_the_end_of_the_head_in_the_layouts_own_style() {
    assert_eq!(round("<head>\n  <x>\n  </head>\n"), format!("<head>\n  <x>\n  {LINE}\n  </head>\n"));
    assert_eq!(round("<head>\r\n\t</head>\r\n"), format!("<head>\r\n\t{LINE}\r\n\t</head>\r\n"));
    assert_eq!(round("<head>\n</head>"), format!("<head>\n{LINE}\n</head>"));
    assert_eq!(round("<head><x></head><body>"), format!("<head><x>{LINE}</head><body>"));
    assert_eq!(round("<head>\n  <x> </HEAD >"), format!("<head>\n  <x> {LINE}</HEAD >"));
    assert_eq!(round("</head>"), format!("{LINE}</head>"));
    assert_eq!(round("  </head>"), format!("  {LINE}</head>"));
}

#[test]
fn decoys_do_not_lead_it_astray() {
    for decoy in [
        "{% comment %}</head>{% endcomment %}",
        "{%- comment -%}\n</head>\n{%- endcomment -%}",
        "{% comment %}{% comment %}</head>{% endcomment %}</head>{% endcomment %}",
        "{% # </head> %}",
        "{{ content_for_header | replace: '</head>', '' }}",
        "<!-- </head> -->",
        "<!--[if lt IE 9]><script>'</head>'</script><![endif]-->",
        "<script>document.write('</head>')</script>",
        "<style>/* </head> */</style>",
        "{% if template contains '</head>' %}x{% endif %}",
        "{% liquid\n  assign a = '</head>'\n%}",
        "<header></header>",
        "{% raw %}<script>'</head>'</script>{% endraw %}",
    ] {
        for layout in [
            format!("<head>{decoy}</head><body></body>"),
            format!("<head>\n  {decoy}\n</head>\n<body></body>"),
            format!("<head></head><body>{decoy}</body>"),
            format!("{decoy}\r\n<head>\r\n</head>"),
        ] {
            let with = round(&layout);
            let place = with.find(LINE).unwrap();
            let real = if layout.starts_with("<head></head>") { "<head>".len() } else { place };
            assert_eq!(place, real);
            assert!(with[place + LINE.len()..].trim_start().starts_with("</head>"), "{with}");
            assert!(!with[..place].ends_with('\''), "{with}");
        }
    }
}

#[test]
fn what_is_not_clear_is_refused() {
    let cases = [
        ("", LoaderError::NoHead),
        ("<body></body>", LoaderError::NoHead),
        ("<!-- <head></head> -->", LoaderError::NoHead),
        ("{% comment %}<head></head>", LoaderError::NoHead),
        ("<script>a</head>", LoaderError::NoHead),
        ("<head></head><head></head>", LoaderError::SeveralHeads(2)),
        ("{% if a %}</head>{% else %}</head>{% endif %}", LoaderError::SeveralHeads(2)),
        ("</head>{% raw %}</head>{% endraw %}", LoaderError::SeveralHeads(2)),
        ("<head>{% raw %}</head>{% endraw %}", LoaderError::RawHead),
        ("<head>{</head>", LoaderError::NoPlace),
    ];
    for (layout, error) in cases {
        assert_eq!(insert(layout), Err(error), "{layout}");
    }
}

#[test]
fn damaged_markers_are_left_to_a_person() {
    let start = "{% comment %}waymark:start{% endcomment %}";
    let end = "{% comment %}waymark:end{% endcomment %}";
    let render = "{% render 'waymark' %}";
    let cases = [
        (format!("{start}{render}</head>"), LoaderError::Unbalanced),
        (format!("{render}{end}</head>"), LoaderError::Unbalanced),
        (format!("{end}{render}{start}</head>"), LoaderError::Unbalanced),
        (format!("{LINE}{LINE}</head>"), LoaderError::Unbalanced),
        (format!("{LINE}{start}</head>"), LoaderError::Unbalanced),
        (
            format!("{}</head>", LINE.replace("{% comment %}waymark:end", "waymark:end")),
            LoaderError::Unbalanced,
        ),
        ("<!-- waymark:start --></head>".to_owned(), LoaderError::Unbalanced),
        (format!("{start}{render}<meta>{end}</head>"), LoaderError::Edited),
        (format!("{start}{end}</head>"), LoaderError::Edited),
        (format!("{start}{render}{render}{end}</head>"), LoaderError::Edited),
        (format!("{{% comment %}}{LINE}{{% endcomment %}}</head>"), LoaderError::Inert),
        (format!("{{% raw %}}{LINE}{{% endraw %}}</head>"), LoaderError::Inert),
    ];
    for (layout, error) in cases {
        assert_eq!(insert(&layout), Err(error), "{layout}");
        assert_eq!(remove(&layout), Err(error), "{layout}");
        assert_eq!(state(&layout), Err(error), "{layout}");
    }
}

#[test]
fn a_line_that_a_formatter_went_over_is_still_known() {
    for line in [
        LINE.replace("}{", "}\n    {"),
        LINE.replace("{% comment %}", "{%- comment -%}").replace('\'', "\""),
        LINE.replace("{% comment %}", "{% comment %} ").replace("{% endcomment %}", " {% endcomment %}"),
        LINE.replace("{% render 'waymark' %}", "{%- render 'waymark' -%}"),
    ] {
        let layout = format!("<head>\n  {line}\n  </head>");
        assert_eq!(state(&layout), Ok(Loader::Present), "{layout}");
        assert_eq!(insert(&layout), Ok(None), "{layout}");
        assert_eq!(remove(&layout).unwrap().as_deref(), Some("<head>\n  </head>"), "{layout}");
    }
}

#[test]
fn a_line_put_in_by_hand_works_and_is_left_alone() {
    for line in [
        "{% render 'waymark' %}",
        "{%- render \"waymark\" -%}",
        "{% include 'waymark' %}",
        "{% include 'waymark' -%}",
        "{% render 'waymark', x: 1 %}",
        "{% render 'waymark' with product as x, y: 'a' %}",
        "{%render'waymark'%}",
        "{%-\n  render\n  'waymark',\n  x: 1\n-%}",
        "{% include \"waymark\" for collection.products %}",
        "{%- liquid render 'waymark' -%}",
        "{% liquid\n  assign a = 1\n  render 'waymark', x: a\n%}",
        "{% liquid\r\n\tif a\r\n\t\tinclude \"waymark\"\r\n\tendif %}",
    ] {
        let layout = format!("<head>{line}</head>");
        assert_eq!(state(&layout), Ok(Loader::ByHand));
        assert_eq!(insert(&layout), Ok(None));
        assert_eq!(remove(&layout), Err(LoaderError::ByHand));
    }
    for hidden in [
        "{% comment %}{% render 'waymark' %}{% endcomment %}",
        "{% raw %}{% render 'waymark', x: 1 %}{% endraw %}",
        "{% # render 'waymark' %}",
        "{% liquid\n  # render 'waymark'\n%}",
        "{% render 'waymark-banner' %}",
        "{% render 'other', name: 'waymark' %}",
        "{% liquid\n  echo \"render 'waymark'\"\n%}",
        "{% assign a = \"render 'waymark'\" %}",
        "{{ \"render 'waymark'\" }}",
        "<!-- render 'waymark' -->",
    ] {
        let layout = format!("<head>{hidden}</head>");
        assert_eq!(state(&layout), Ok(Loader::Absent), "{hidden}");
        round(&layout);
    }
}

#[test]
fn large_layouts_are_taken_up_to_shopifys_limit() {
    let of = |size: usize| format!("<head>{}</head>", "x".repeat(size - "<head></head>".len()));
    round(&of(250 * 1024));
    round(&of(LIMIT - LINE.len()));
    assert_eq!(insert(&of(LIMIT - LINE.len() + 1)), Err(LoaderError::TooLarge));
    assert!(SNIPPET_TEXT.len() < LIMIT);
}

#[test]
fn a_large_hostile_layout_takes_no_time() {
    let began = std::time::Instant::now();
    for part in
        ["<!--", "{% comment %}", "{% raw %}", "<script>", "{{", "</head", "{% comment %}waymark:start"]
    {
        let _ = insert(&part.repeat(250 * 1024 / part.len()));
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn the_texts_are_what_shopify_needs() {
    assert!(SNIPPET_TEXT.contains("<script src=\"{{ 'waymark.js' | asset_url }}\" defer></script>"));
    assert!(
        SNIPPET_TEXT.contains("{%- unless request.design_mode -%}")
            && SNIPPET_TEXT.contains("{%- endunless -%}")
    );
    assert_eq!(state(SNIPPET_TEXT), Ok(Loader::Absent), "the snippet does not render itself");
    assert!(!LINE.contains('\n') && LINE.is_ascii() && SNIPPET_TEXT.is_ascii());
}

/// Pieces that layouts are made of, the nasty ones included.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("</head>".to_owned()),
        Just("<head>".to_owned()),
        "[ \t\r\n]{0,4}",
        "[a-z{}%<>\"'é🛒=/!-]{0,8}",
        prop::sample::select(vec![
            "{% comment %}",
            "{% endcomment %}",
            "{%- comment -%}",
            "{%- endcomment -%}",
            "{% raw %}",
            "{% endraw %}",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "{{ content_for_header }}",
            "{% if a %}",
            "{% endif %}",
            "{% render 'waymark' %}",
            "waymark:start",
            LINE,
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn whatever_goes_in_comes_out_byte_for_byte(pieces in prop::collection::vec(piece(), 0..14)) {
        let layout = pieces.concat();
        if let Ok(Some(with)) = insert(&layout) {
            prop_assert_eq!(state(&with), Ok(Loader::Present));
            prop_assert_eq!(insert(&with), Ok(None));
            let without = remove(&with).unwrap();
            prop_assert_eq!(without.as_deref(), Some(layout.as_str()));
        }
    }

    #[test]
    fn a_plain_layout_is_never_refused(before in "[a-z<> \n=\"]{0,60}", indent in "(\r?\n[ \t]{0,6})?", after in "[a-z \n]{0,20}") {
        prop_assume!(!before.to_ascii_lowercase().contains("<s") && !before.contains("<t") && !before.contains("<n"));
        let layout = format!("{before}{indent}</head>{after}");
        round(&layout);
    }

    #[test]
    fn taking_out_takes_nothing_else(pieces in prop::collection::vec(piece(), 0..14)) {
        let layout = pieces.concat();
        if let Ok(Some(without)) = remove(&layout) {
            prop_assert!(layout.contains("waymark:start") && layout.contains("waymark:end"));
            prop_assert!(!without.contains("waymark:start"));
            prop_assert!(layout.len() - without.len() <= LINE.len() + 40);
        }
    }
}
