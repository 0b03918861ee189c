"""A filter by one source, document, event, question: typed as a number or a name, as in the forms."""

import django_filters

from claims.forms.picking import PickField


class PickFilter(django_filters.Filter):
    """`PickFilter(rows=Source, field_name="publisher")`: rows whose column is the one picked."""

    field_class = PickField
