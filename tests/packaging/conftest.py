"""One wheel for all tests of the package."""

from tests.packaging.test_wheel import installed as installed
from tests.packaging.test_wheel import wheel as wheel
