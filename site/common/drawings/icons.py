"""The line icons, 24 units square, drawn with one stroke in the colour of the text around them.

Names say what is drawn or done, never where it is used.
"""

ICONS = {
    "arrow": '<path d="M3 12h17M14 6l6 6-6 6"/>',
    "bookmark": '<path d="M6 3h12v18l-6-4.5-6 4.5z"/>',
    "box": '<path d="M3 7l9-4 9 4v10l-9 4-9-4zM3 7l9 4 9-4M12 11v10"/>',
    "calendar": '<path d="M3 5h18v16H3zM3 10h18M8 2v5M16 2v5"/>',
    "chat": '<path d="M3 4h18v13H11l-5 4v-4H3z"/>',
    "check": '<path d="M4 12.5l5.5 5.5L20 6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l4 2.5"/>',
    "close": '<path d="M5 5l14 14M19 5L5 19"/>',
    "columns": '<path d="M3 4h7v16H3zM14 4h7v16h-7z"/>',
    "down": '<path d="M5 9l7 7 7-7"/>',
    "download": '<path d="M12 3v12M7 10l5 5 5-5M4 20h16"/>',
    "edit": '<path d="M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4"/>',
    "external": '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
    "file": '<path d="M6 2h8l5 5v15H6zM14 2v6h5M9 13h7M9 17h7"/>',
    "filter": '<path d="M3 6h18M6 12h12M10 18h4"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18"/>',
    "home": '<path d="M3 11l9-8 9 8M6 9v12h12V9"/>',
    "image": '<path d="M3 4h18v16H3zM3 17l6-6 5 5 3-3 4 4"/><circle cx="16" cy="8.5" r="1.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v1.5"/>',
    "left": '<path d="M15 5l-7 7 7 7"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11"/>',
    "mail": '<path d="M3 5h18v14H3zM3 6l9 7 9-7"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 2v4c0 1-1 2-2 2C10 21 3 14 3 5c0-1 1-2 2-2z"/>',
    "pin": (
        '<path d="M12 22C7 16 4.5 12.5 4.5 9.5a7.5 7.5 0 0 1 15 0C19.5 12.5 17 16 12 22z"/>'
        '<circle cx="12" cy="9.5" r="2.5"/>'
    ),
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "print": '<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"/>',
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v6h-6v-2"/>',
    "right": '<path d="M9 5l7 7-7 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "share": (
        '<circle cx="6" cy="12" r="2.5"/>'
        '<circle cx="17.5" cy="5.5" r="2.5"/>'
        '<circle cx="17.5" cy="18.5" r="2.5"/>'
        '<path d="M8.2 10.8l7-4M8.2 13.2l7 4"/>'
    ),
    "user": '<circle cx="12" cy="8" r="4.5"/><path d="M3.5 21c1-5 4.5-7 8.5-7s7.5 2 8.5 7"/>',
    "warn": '<path d="M12 3L22 20H2z"/><path d="M12 10v5M12 16.5v1.5"/>',
}
