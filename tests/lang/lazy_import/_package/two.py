value = "two"
