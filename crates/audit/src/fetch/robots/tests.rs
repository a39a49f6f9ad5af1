//! What `robots.txt` files say, held against RFC 9309.

use super::*;

fn base() -> Url {
    Url::parse("https://shop.example/robots.txt").unwrap()
}

fn allowed(robots: &str, path: &str) -> bool {
    Robots::parse(robots, &base()).allows(&base().join(path).unwrap())
}

#[test]
fn the_own_group_counts_alone_and_the_star_stands_in_for_it() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-Agent: WayMark/1.0\nDisallow: /cart\n";
    assert!(allowed(robots, "/products/a") && !allowed(robots, "/cart"));
    let others = "User-agent: Waymarker\nDisallow: /\nUser-agent: *\nDisallow: /search";
    assert!(allowed(others, "/products/a") && !allowed(others, "/search?q=a"));
}

#[test]
fn names_in_a_row_share_a_group_and_groups_of_one_name_add_up() {
    let robots = "user-agent: other\nuser-agent: waymark\nsitemap: /a.xml\n\ndisallow: /a\n\
                  user-agent: other\ndisallow: /b\nuser-agent: waymark\ndisallow: /c\n";
    assert!(!allowed(robots, "/a") && allowed(robots, "/b") && !allowed(robots, "/c"));
}

#[test]
fn the_longest_rule_decides_and_allowing_goes_first() {
    let robots = "User-agent: *\nDisallow: /p\nAllow: /products/\nDisallow: /products/*/reviews\n\
                  Allow: /same\nDisallow: /same\n";
    assert!(!allowed(robots, "/pages/a"));
    assert!(allowed(robots, "/products/a"));
    assert!(!allowed(robots, "/products/a/reviews?page=2"));
    assert!(allowed(robots, "/same"));
}

#[test]
fn stars_and_ends() {
    for (pattern, path, fitting) in [
        ("/fish", "/fish.html", true),
        ("/fish", "/Fish", false),
        ("/fish/", "/fish", false),
        ("/*.php", "/index.php?x", true),
        ("/*.php$", "/index.php?x", false),
        ("/*.php$", "/a.php/b.php", true),
        ("/a*b*c", "/a1b2b3c4", true),
        ("/a*b*c", "/a1c2b", false),
        ("/$", "/", true),
        ("/$", "/a", false),
        ("*", "/a", true),
        ("/a**b$", "/axxb", true),
        ("/ab*b$", "/ab", false),
        ("$", "/", false),
    ] {
        let robots = format!("User-agent: *\nDisallow: {pattern}");
        assert_eq!(allowed(&robots, path), !fitting, "{pattern} {path}");
    }
}

#[test]
fn one_address_in_several_spellings_is_one() {
    let robots = "User-agent: *\nDisallow: /caf\u{e9}\nDisallow: /%7euser\nDisallow: /a%2fb";
    assert!(!allowed(robots, "/caf%C3%A9") && !allowed(robots, "/caf%c3%a9"));
    assert!(!allowed(robots, "/~user"));
    assert!(!allowed(robots, "/a%2Fb") && allowed(robots, "/a/b"));
}

#[test]
fn odd_files_are_read_as_far_as_they_go() {
    assert!(allowed("", "/a"));
    assert!(allowed("Disallow: /", "/a"), "a rule without a group is nobody's");
    assert!(allowed("User-agent: *\nDisallow:", "/a"));
    assert!(allowed("<html><body>Not found: nothing", "/a"));
    let robots =
        "\u{feff}USER-AGENT : *  # all\r\nDISALLOW :/a # not this\rcrawl-delay: 0.5\r\nDisallow: /robots.txt";
    assert!(!allowed(robots, "/a") && allowed(robots, "/robots.txt"));
    assert_eq!(Robots::parse(robots, &base()).crawl_delay(), Some(Duration::from_millis(500)));
    for delay in ["-1", "NaN", "inf", "1e300", "soon"] {
        let robots = format!("User-agent: *\nCrawl-delay: {delay}");
        assert_eq!(Robots::parse(&robots, &base()).crawl_delay(), None, "{delay}");
    }
}

#[test]
fn sitemaps_belong_to_no_group() {
    let robots =
        "Sitemap: /sitemap.xml\nUser-agent: other\nSitemap: https://cdn.example/b.xml\nSitemap: http://[";
    let parsed = Robots::parse(robots, &base());
    let sitemaps: Vec<&str> = parsed.sitemaps().iter().map(Url::as_str).collect();
    assert_eq!(sitemaps, ["https://shop.example/sitemap.xml", "https://cdn.example/b.xml"]);
}

#[test]
fn a_pattern_made_to_take_long_does_not() {
    let robots = format!("User-agent: *\nDisallow: {}b$", "/*a".repeat(2_000));
    let start = std::time::Instant::now();
    assert!(allowed(&robots, &"/a".repeat(4_000)));
    assert!(start.elapsed() < Duration::from_secs(2));
}
