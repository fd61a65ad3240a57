package text

import (
	"math/bits"
	"slices"
)

// pairs are the numbers from 00 to 99, one after another.
var pairs = func() (p [200]byte) {
	for i := range 100 {
		p[2*i], p[2*i+1] = byte('0'+i/10), byte('0'+i%10)
	}
	return p
}()

// AppendUint appends n in decimal. It is strconv.AppendUint for manifests, which
// are numbers for a good part: digits are written where they stay.
func AppendUint(dst []byte, n uint64) []byte {
	at, width := len(dst), digits(n)
	dst = slices.Grow(dst, width)[:at+width]
	put(dst[at:], n)
	return dst
}

// powers are the powers of ten.
var powers = [...]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// digits is how many digits n has: from how many bits it has, or one more.
func digits(n uint64) int {
	d := bits.Len64(n|1) * 1233 >> 12 // 1233/4096 is just above log10(2)
	if n >= powers[d] {
		d++
	}
	return max(d, 1)
}

// AppendDigits appends the last width digits of n.
func AppendDigits(dst []byte, n uint32, width int) []byte {
	at := len(dst)
	dst = slices.Grow(dst, width)[:at+width]
	put(dst[at:], uint64(n))
	return dst
}

// put fills b with the last digits of n, from the right.
func put(b []byte, n uint64) {
	i := len(b)
	for ; i >= 2; i -= 2 {
		p := n % 100 * 2
		n /= 100
		b[i-2], b[i-1] = pairs[p], pairs[p+1]
	}
	if i == 1 {
		b[0] = byte('0' + n%10)
	}
}

// pair fills b with the two digits of n, which has no more.
func pair(b []byte, n uint32) {
	p := pairs[n%100*2:][:2]
	b[0], b[1] = p[0], p[1]
}
