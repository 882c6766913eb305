"""What each sealed value has of its own."""

from footing.vault import crypto

MANY = 50_000


def test_no_nonce_comes_twice_and_every_bit_of_it_is_chance() -> None:
    """Of 96 random bits no two are alike; of 32 or of a clock with few bits some of so many would be."""
    nonces = [crypto.seal(bytes(32), b"", b"")[1 : 1 + crypto.NONCE_BYTES] for _ in range(MANY)]
    assert crypto.NONCE_BYTES == 12
    assert len(set(nonces)) == MANY
    for byte in range(crypto.NONCE_BYTES):
        for bit in range(8):
            ones = sum(nonce[byte] >> bit & 1 for nonce in nonces)
            # Eight standard deviations: never by chance.
            assert abs(ones - MANY / 2) < 8 * MANY**0.5 / 2, (byte, bit)
