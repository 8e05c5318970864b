lazy from colorsys import rgb_to_hsv, ONE_THIRD
lazy import colorsys
lazy import no_such_module_anywhere
