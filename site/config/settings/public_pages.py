"""What the page cache (common.page_cache) may keep: nothing but what is named here, and not even that for somebody
whom the site knows.
"""

PUBLIC_VIEWS = frozenset(
    {
        "home",
        "search:browse",
        "search:results",
        "search:suggest",
        "products:decisions",
        "products:decision",
        "products:round",
        "products:verify_form",
        "fairs:calendar",
        "fairs:calendar_file",
        "fairs:month",
        "fairs:edition",
        "fairs:edition_file",
        "pages:product",
        "pages:producers",
        "pages:villages",
        "pages:producer",
        "pages:village",
        "pages:awards",
        "pages:awards_of_level",
        "pages:awards_of_year",
        "pages:awards_of_unknown_year",
        "pages:feed_results",
        "pages:feed_fairs",
        "pages:feed_news",
        "pages:feed_search",
        "pages:share_picture",
        "robots",
        "sitemap",
        "sitemap_file",
        "wagtail_serve",
    }
)
"""Views whose answer depends on their address, the content and the day, by the names of their addresses."""

SAME_IN_EVERY_LANGUAGE = frozenset({"robots", "sitemap", "sitemap_file"})
"""Files for machines, at addresses without a language: the same for every reader."""

PUBLIC_PARAMETERS = frozenset(
    {
        *("q", "xep", "trang", "sau", "truoc", "nguyen-van", "tat-ca"),
        *("muc", "cn", "cap", "nam", "loai", "tinh", "xa", "vung", "tinh-cu", "lang", "qd"),
        *("hang", "gia", "giay", "nhan", "tim-xa", "tim-nhan"),
    }
)
"""Parameters that these views read. An address with any other is answered, but neither looked up nor kept."""

TRACING_PARAMETERS = frozenset(
    {"fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "zarsrc", "igshid", "mc_eid"}
)
"""What social networks and advertising append to links (and all that begins with utm_): taken off before anything
reads the address.
"""
