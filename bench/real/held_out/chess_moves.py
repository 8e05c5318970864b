"""Generates legal chess moves and counts the positions below a few famous ones (perft).

A 0x88-style mailbox board with make and unmake, castling, en passant and promotions; a small alpha-beta search on top.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, IntFlag
from typing import Iterator, NamedTuple


class Color(Enum):
    WHITE = "w"
    BLACK = "b"

    @property
    def opponent(self) -> Color:
        return Color.BLACK if self is Color.WHITE else Color.WHITE

    @property
    def forward(self) -> int:
        return 16 if self is Color.WHITE else -16

    @property
    def home_rank(self) -> int:
        return 0 if self is Color.WHITE else 7


class Castling(IntFlag):
    NONE = 0
    WHITE_SHORT = 1
    WHITE_LONG = 2
    BLACK_SHORT = 4
    BLACK_LONG = 8


class IllegalPosition(ValueError):
    """A FEN string that describes no playable position."""


@dataclass(frozen=True)
class Piece:
    color: Color
    kind: str

    @property
    def symbol(self) -> str:
        return self.kind.upper() if self.color is Color.WHITE else self.kind

    @classmethod
    def from_symbol(cls, symbol: str) -> Piece:
        return PIECES[Color.WHITE if symbol.isupper() else Color.BLACK, symbol.lower()]


PIECES = {(color, kind): Piece(color, kind) for color in Color for kind in "pnbrqk"}


class Move(NamedTuple):
    start: int
    target: int
    promotion: str | None = None
    en_passant: bool = False

    def __str__(self) -> str:
        return square_name(self.start) + square_name(self.target) + (self.promotion or "")


class Undo(NamedTuple):
    captured: Piece | None
    castling: Castling
    en_passant: int | None


ORTHOGONAL = (1, -1, 16, -16)
DIAGONAL = (15, 17, -15, -17)
STEPS = {
    "n": (14, 18, 31, 33, -14, -18, -31, -33),
    "b": DIAGONAL,
    "r": ORTHOGONAL,
    "q": ORTHOGONAL + DIAGONAL,
    "k": ORTHOGONAL + DIAGONAL,
}
SLIDERS = frozenset("brq")
VALUES = {"p": 100, "n": 320, "b": 330, "r": 500, "q": 900, "k": 0}
ROOK_RIGHTS = {
    0x07: Castling.WHITE_SHORT,
    0x00: Castling.WHITE_LONG,
    0x77: Castling.BLACK_SHORT,
    0x70: Castling.BLACK_LONG,
    0x04: Castling.WHITE_SHORT | Castling.WHITE_LONG,
    0x74: Castling.BLACK_SHORT | Castling.BLACK_LONG,
}


def square_name(square: int) -> str:
    return "abcdefgh"[square & 7] + str((square >> 4) + 1)


def parse_square(name: str) -> int:
    return (int(name[1]) - 1) * 16 + "abcdefgh".index(name[0])


class Board:
    def __init__(self, fen: str) -> None:
        try:
            placement, turn, castling, en_passant = fen.split()[:4]
        except ValueError:
            raise IllegalPosition(f"too few fields in {fen!r}") from None
        self.squares: list[Piece | None] = [None] * 128
        self.kings: dict[Color, int] = {}
        for rank, row in zip(range(7, -1, -1), placement.split("/"), strict=True):
            file = 0
            for symbol in row:
                if symbol.isdigit():
                    file += int(symbol)
                else:
                    self._put(rank * 16 + file, Piece.from_symbol(symbol))
                    file += 1
            if file != 8:
                raise IllegalPosition(f"rank {rank + 1} has {file} files")
        if len(self.kings) != 2:
            raise IllegalPosition("each side needs a king")
        self.turn = Color(turn)
        self.castling = Castling.NONE
        for letter, right in zip("KQkq", (r for r in Castling.__members__.values() if r)):
            if letter in castling:
                self.castling |= right
        self.en_passant = None if en_passant == "-" else parse_square(en_passant)

    def _put(self, square: int, piece: Piece | None) -> None:
        self.squares[square] = piece
        if piece is not None and piece.kind == "k":
            self.kings[piece.color] = square

    def __str__(self) -> str:
        rows = []
        for rank in range(7, -1, -1):
            row = self.squares[rank * 16 : rank * 16 + 8]
            rows.append("".join(piece.symbol if piece else "." for piece in row))
        return "\n".join(rows)

    def attacked(self, square: int, by: Color) -> bool:
        squares = self.squares
        for side in (-1, 1):
            origin = square - by.forward + side
            if not origin & 0x88 and squares[origin] is PIECES[by, "p"]:
                return True
        for kind in "nk":
            attacker = PIECES[by, kind]
            for step in STEPS[kind]:
                origin = square + step
                if not origin & 0x88 and squares[origin] is attacker:
                    return True
        for kind, steps in (("r", ORTHOGONAL), ("b", DIAGONAL)):
            for step in steps:
                origin = square + step
                while not origin & 0x88:
                    piece = squares[origin]
                    if piece is not None:
                        if piece.color is by and (piece.kind == kind or piece.kind == "q"):
                            return True
                        break
                    origin += step
        return False

    def in_check(self, color: Color) -> bool:
        return self.attacked(self.kings[color], color.opponent)

    def _pawn_moves(self, start: int) -> Iterator[Move]:
        squares, color = self.squares, self.turn
        targets = []
        ahead = start + color.forward
        if squares[ahead] is None:
            targets.append(ahead)
            double = ahead + color.forward
            if start >> 4 == abs(color.home_rank - 1) and squares[double] is None:
                targets.append(double)
        for side in (-1, 1):
            target = ahead + side
            if target & 0x88:
                continue
            victim = squares[target]
            if victim is not None and victim.color is not color:
                targets.append(target)
            elif target == self.en_passant:
                yield Move(start, target, en_passant=True)
        for target in targets:
            if target >> 4 == color.opponent.home_rank:
                for kind in "qrbn":
                    yield Move(start, target, kind)
            else:
                yield Move(start, target)

    def _castling_moves(self, king: int) -> Iterator[Move]:
        short, long = (
            (Castling.WHITE_SHORT, Castling.WHITE_LONG)
            if self.turn is Color.WHITE
            else (Castling.BLACK_SHORT, Castling.BLACK_LONG)
        )
        if not self.castling & (short | long) or self.in_check(self.turn):
            return
        enemy = self.turn.opponent
        for right, path, step in ((short, (1, 2), 1), (long, (-1, -2, -3), -1)):
            if self.castling & right and all(self.squares[king + offset] is None for offset in path):
                if not self.attacked(king + step, enemy):
                    yield Move(king, king + 2 * step)

    def pseudo_legal(self) -> Iterator[Move]:
        squares, color = self.squares, self.turn
        for start in range(128):
            piece = squares[start]
            if start & 0x88 or piece is None or piece.color is not color:
                continue
            if piece.kind == "p":
                yield from self._pawn_moves(start)
                continue
            sliding = piece.kind in SLIDERS
            for step in STEPS[piece.kind]:
                target = start + step
                while not target & 0x88:
                    victim = squares[target]
                    if victim is None or victim.color is not color:
                        yield Move(start, target)
                    if victim is not None or not sliding:
                        break
                    target += step
            if piece.kind == "k":
                yield from self._castling_moves(start)

    def make(self, move: Move) -> Undo:
        undo = Undo(self.squares[move.target], self.castling, self.en_passant)
        piece = self.squares[move.start]
        self.squares[move.start] = None
        self._put(move.target, PIECES[self.turn, move.promotion] if move.promotion else piece)
        self.en_passant = None
        distance = move.target - move.start
        if piece.kind == "p":
            if move.en_passant:
                self.squares[move.target - self.turn.forward] = None
            elif abs(distance) == 32:
                self.en_passant = move.start + self.turn.forward
        elif piece.kind == "k" and abs(distance) == 2:
            corner = move.start + (3 if distance > 0 else -4)
            self.squares[move.start + distance // 2] = self.squares[corner]
            self.squares[corner] = None
        for square in (move.start, move.target):
            if square in ROOK_RIGHTS:
                self.castling &= ~ROOK_RIGHTS[square]
        self.turn = self.turn.opponent
        return undo

    def unmake(self, move: Move, undo: Undo) -> None:
        self.turn = self.turn.opponent
        piece = self.squares[move.target]
        self._put(move.start, PIECES[self.turn, "p"] if move.promotion else piece)
        self.squares[move.target] = undo.captured
        distance = move.target - move.start
        if move.en_passant:
            self.squares[move.target - self.turn.forward] = PIECES[self.turn.opponent, "p"]
        elif piece.kind == "k" and abs(distance) == 2:
            corner = move.start + (3 if distance > 0 else -4)
            self.squares[corner] = self.squares[move.start + distance // 2]
            self.squares[move.start + distance // 2] = None
        self.castling, self.en_passant = undo.castling, undo.en_passant

    @contextmanager
    def after(self, move: Move) -> Iterator[Board]:
        undo = self.make(move)
        try:
            yield self
        finally:
            self.unmake(move, undo)

    def legal_moves(self) -> Iterator[Move]:
        mover = self.turn
        for move in self.pseudo_legal():
            with self.after(move):
                legal = not self.in_check(mover)
            if legal:
                yield move

    def perft(self, depth: int) -> int:
        if depth == 1:
            return sum(1 for _ in self.legal_moves())
        total = 0
        for move in self.legal_moves():
            with self.after(move):
                total += self.perft(depth - 1)
        return total

    def evaluate(self) -> int:
        score = 0
        for piece in filter(None, self.squares):
            score += VALUES[piece.kind] if piece.color is self.turn else -VALUES[piece.kind]
        return score

    def search(self, depth: int, alpha: int = -100_000, beta: int = 100_000) -> tuple[int, Move | None]:
        if depth == 0:
            return self.evaluate(), None
        best: Move | None = None
        victims = self.squares
        order = sorted(self.legal_moves(), key=lambda m: (victims[m.target] is None, m.start, m.target, m.promotion or ""))
        for move in order:
            with self.after(move):
                score = -self.search(depth - 1, -beta, -alpha)[0]
            if score > alpha:
                alpha, best = score, move
            if alpha >= beta:
                break
        if not order:
            return (-50_000 - depth if self.in_check(self.turn) else 0), None
        return alpha, best


POSITIONS = [
    ("start", "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1", 3, 8902),
    ("kiwipete", "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1", 2, 2039),
    ("endgame", "8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", 4, 43238),
    ("promotion", "r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1", 3, 9467),
]


def main() -> None:
    checksum = 0
    for name, fen, depth, expected in POSITIONS:
        board = Board(fen)
        before = str(board)
        nodes = board.perft(depth)
        score, best = board.search(3)
        assert str(board) == before and nodes == expected, (name, nodes, expected)
        moves = " ".join(sorted(map(str, board.legal_moves())))
        checksum = zlib.crc32(f"{moves}{best}{score}".encode(), checksum)
        print(f"{name:10} perft({depth}) = {nodes:6,}  best {best} ({score:+d})")
    for fen in ("8/8/8 w - -", "8/8/8/8/8/8/8/8 w - -", "short"):
        try:
            Board(fen)
        except ValueError as error:
            checksum = zlib.crc32(type(error).__name__.encode(), checksum)
    print(f"checksum {checksum:08x}")


if __name__ == "__main__":
    main()
