class AppError(Exception):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    def __str__(self):
        return f"not found ({self.code})"


try:
    raise NotFound(404)
except AppError as e:
    print(e, repr(e), e.args, e.code, isinstance(e, Exception))

# expect: not found (404) NotFound('default') ('default',) 404 True
