"""Who may log in: a file of users with hashed passwords, and a brake on guessing them."""

from claimcheck.people.names import plain_name
from claimcheck.people.passwords import hashed, is_right
from claimcheck.people.throttle import Throttle
from claimcheck.people.users import User, Users

__all__ = ["Throttle", "User", "Users", "hashed", "is_right", "plain_name"]
