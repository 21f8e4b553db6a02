"""One index of the cluster, as it is written to."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from ...document import Reference, SearchDocument
from ..base import NoIndexError, Refused, UnavailableError
from .connecting import unavailable_where_unanswered
from .mapping import document_id, reference_of, source

BATCH = 200
OVERTAKEN = 409
"""A later write was there first: what was to be written is known already."""
OF_THE_DOCUMENT = {400, 413}
"""Answers that say something about this document; every other one is about the cluster or its index."""


class ElasticIndex:
    """Versions come from the one who writes: of two writes the one with the higher version stays."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self.client = client
        self.name = name

    def put(self, documents: Iterable[SearchDocument], *, version: int = 1) -> Refused:
        refused: Refused = {}
        actions = (
            {**self._action("index", document.reference, version), "_source": made}
            for document in documents
            if (made := self._made(document, refused)) is not None
        )
        return refused | self._written(actions)

    @staticmethod
    def _made(document: SearchDocument, refused: Refused) -> dict[str, Any] | None:
        """The client lets letters through that are none, and some of them would lie in the index unseen."""
        try:
            made = source(document)
            json.dumps(made, ensure_ascii=False).encode()
        except (ValueError, TypeError) as error:
            refused[document.reference] = f"{type(error).__name__}: {error}"
            return None
        return made

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused:
        return self._written(self._action("delete", reference, version) for reference in references)

    def refresh(self) -> None:
        """From here on readers see everything that was written."""
        with unavailable_where_unanswered():
            self.client.indices.refresh(index=self.name)

    def _action(self, operation: str, reference: Reference, version: int) -> dict[str, Any]:
        return {
            "_op_type": operation,
            "_index": self.name,
            "_id": document_id(reference),
            "version": version,
            "version_type": "external_gte",
        }

    def _written(self, actions: Iterator[dict[str, Any]]) -> Refused:
        refused: Refused = {}
        with unavailable_where_unanswered():
            answers = streaming_bulk(self.client, actions, chunk_size=BATCH, raise_on_error=False, max_retries=0)
            for is_done, answer in answers:
                if is_done:
                    continue
                ((operation, item),) = answer.items()
                reason = _refusal(operation, item)
                if reason:
                    refused[reference_of(item["_id"])] = reason
        return refused


def _refusal(operation: str, item: dict[str, Any]) -> str:
    """Why this document was not taken; nothing where there is nothing left to do. Raises UnavailableError."""
    status, error = item["status"], item.get("error")
    if status == OVERTAKEN or (operation == "delete" and status == 404 and not error):
        return ""
    words = f"{status} {error.get('type')}: {error.get('reason')}" if isinstance(error, dict) else f"{status} {error}"
    if isinstance(error, dict) and error.get("type") == "index_not_found_exception":
        raise NoIndexError(words)
    if status in OF_THE_DOCUMENT:
        return words
    raise UnavailableError(words)
