"""Addresses of a page outside the site, all out of `_config.yml`'s repository."""

from urllib.parse import quote, urlencode

from sphinx.config import Config

GITHUB = "https://github.com/"


def repository_url(config: Config) -> str:
    """The repository's address, without a slash at its end."""
    return str(config.html_theme_options["repository_url"]).rstrip("/")


def branch(config: Config) -> str:
    """The branch that links name."""
    return str(config.html_theme_options.get("repository_branch") or "main")


def colab_url(config: Config, page: str) -> str:
    """Opens the page's notebook in Colab, straight from the repository."""
    colab = config.html_theme_options["launch_buttons"]["colab_url"].rstrip("/")
    owner_and_name = repository_url(config).removeprefix(GITHUB)
    return f"{colab}/github/{owner_and_name}/blob/{branch(config)}/{page}.ipynb"


def source_url(config: Config, page: str, suffix: str) -> str:
    """Shows the file people write for this page."""
    return f"{repository_url(config)}/blob/{branch(config)}/{page}{suffix}"


def issue_url(config: Config, page: str, title: str) -> str:
    """Opens an issue whose title and body name the page already."""
    body = f"Page: {page}\n\nWhere on the page:\n\nWhat is wrong:\n\nWhat is right:\n"
    fields = {"title": f"Mistake in “{title}”", "body": body}
    return f"{repository_url(config)}/issues/new?{urlencode(fields, quote_via=quote)}"
