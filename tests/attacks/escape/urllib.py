"""Fetches and sends by the libraries that everybody uses: urllib, http, ftplib, smtplib, asyncio."""
import asyncio
import http.client
import urllib.request


def web():
    urllib.request.urlopen("http://127.0.0.1:@PORT@/secrets", data=b"x", timeout=1)


def connection():
    http.client.HTTPConnection("127.0.0.1", int("@PORT@"), timeout=1).request("GET", "/")


async def streams():
    await asyncio.wait_for(asyncio.open_connection("127.0.0.1", int("@PORT@")), 1)


for way in (connection, web, lambda: asyncio.run(streams())):
    try:
        way()
    except Exception as error:
        print(error)
