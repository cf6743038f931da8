"""Texts that stores must keep as they are, whatever a database or a file system makes of them."""

ODD = {
    "nul": "a\0b",
    "emoji": "🦜 gull 👩🏽‍🚀",
    "right-to-left": "نورس البحر שחף",
    "like SQL": "'; DROP TABLE judgements; --",
    "like Cypher": "}) DETACH DELETE n //",
    "quotes": "\"'`´‘’“”\\",
    "like an escape": "a\\u0000b\\\\",
    "lines": "a\nb\r\nc\u2028d\x1b[31m",
    "long": "gull 🦜 نورس\0 " * 8_000,
}
