"""Sentences that a person does not want proposed for claiming any more. What is proposed is computed, never stored."""

from django.conf import settings
from django.db import models

from claims.models.document import Document


class Dismissal(models.Model):
    """A sentence of a document, by the key of its words, so that it holds in another text of the document too."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="dismissals")
    key = models.CharField(max_length=64, help_text="sentence_key of the core: SHA-256 of the words")
    sentence = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="dismissed_once"),
            models.CheckConstraint(condition=~models.Q(sentence=""), name="dismissal_has_a_sentence"),
        ]

    def __str__(self) -> str:
        return self.sentence
