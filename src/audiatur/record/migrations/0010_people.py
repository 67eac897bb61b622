"""Roles beside the parties, memberships with their dates, invitations, what operators did to a way in."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('record', '0007_scenarios'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('member', 'Party member'), ('representative', 'Party representative'), ('secretariat', 'Secretariat'), ('analyst', 'Analyst'), ('case_officer', 'Restricted-case officer'), ('auditor', 'Auditor')], max_length=20)),
                ('email', models.EmailField(max_length=254)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='OperatorAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('password', 'Password set'), ('factor', 'Second factor removed'), ('closed', 'Account closed'), ('unlocked', 'Account opened again')], max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='one_membership_in_a_dialogue',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='secretariat_writes_for_no_party',
        ),
        migrations.AddField(
            model_name='membership',
            name='began',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='ended',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('reader', 'Reader'), ('member', 'Party member'), ('representative', 'Party representative'), ('secretariat', 'Secretariat'), ('analyst', 'Analyst'), ('case_officer', 'Restricted-case officer'), ('auditor', 'Auditor')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended', None)), fields=('user', 'dialogue'), name='one_standing_membership_in_a_dialogue'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', False), ('role__in', ['reader', 'member', 'representative'])), models.Q(models.Q(('role__in', ['reader', 'member', 'representative']), _negated=True), ('party__isnull', True)), _connector='OR'), name='only_roles_of_a_party_have_one'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ended', None), ('began', None), ('ended__gte', models.F('began')), _connector='OR'), name='membership_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='one_person_at_an_address'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='record.dialogue'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='membership',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='record.membership'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='party',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='record.party'),
        ),
        migrations.AddField(
            model_name='operatoract',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operator_acts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', False), ('role__in', ['reader', 'member', 'representative'])), models.Q(models.Q(('role__in', ['reader', 'member', 'representative']), _negated=True), ('party__isnull', True)), _connector='OR'), name='only_invitations_to_a_party_have_one'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('membership', None), ('revoked_at', None), _connector='OR'), name='invitation_accepted_or_revoked'),
        ),
    ]
