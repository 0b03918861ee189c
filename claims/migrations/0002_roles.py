"""Make the roles. Django makes permissions only after all migrations, so they are made here first."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.roles import SINCE_TEAM_DECISIONS, grant_roles


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for label in ("auth", "claims"):
        config = apps.get_app_config(label)
        config.models_module = True  # type: ignore[assignment]  # all that create_permissions looks at
        create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
        config.models_module = None
    grant_roles(apps, but=SINCE_TEAM_DECISIONS)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_nouns_reviews_conflicts_and_ledger"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
