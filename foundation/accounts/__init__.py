"""Accounts of editors: who comes in, by what, how often somebody may guess. Built on django-allauth.

`doors` stands before every page of the admin; `throttling` counts guesses in the database; `devices`
knows the browsers in which somebody has logged in; `second_factor` encrypts what authenticator apps
share with us; `unsent` keeps a form that came to a closed door.
"""
