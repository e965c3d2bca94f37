raise SystemExit("<script>alert(1)</script><img src=x onerror=alert(1)>[click](javascript:alert(1)) **bold** `code` | cell |\x1b[31mred\x1b[2J\x1b]0;title\x07\r\n# heading\u202e\ud800")
