package sportec

// element is a Frame of the file: its attributes as they are written, nil where it
// does not have them. Of an attribute that comes twice the first counts.
type element struct {
	from               int64 // byte
	number, time       []byte
	x, y, z            []byte
	possession, status []byte
}

// set takes in an attribute.
func (e *element) set(name, value []byte) {
	var to *[]byte
	switch string(name) {
	case "N":
		to = &e.number
	case "T":
		to = &e.time
	case "X":
		to = &e.x
	case "Y":
		to = &e.y
	case "Z":
		to = &e.z
	case "BallPossession":
		to = &e.possession
	case "BallStatus":
		to = &e.status
	default:
		return
	}
	if *to == nil {
		*to = value
	}
}

// What the bytes of a Frame that is plainly written can be.
const (
	space  = 1 << iota // between attributes
	letter             // of the name of an attribute
	inside             // in the value of one
)

// classes says which of these a byte is.
var classes = func() (of [256]uint8) {
	for c := ' '; c <= '~'; c++ {
		of[c] = inside
	}
	for c := 'A'; c <= 'Z'; c++ {
		of[c] |= letter
		of[c-'A'+'a'] |= letter
	}
	of['"'], of['&'], of['<'] = 0, 0, 0
	for _, c := range " \t\r\n" {
		of[c] |= space
	}
	return of
}()

// plain reads the element that data begins with, after white space, if it is a Frame
// that is plainly written: one tag, in ASCII, with no references to characters. It
// returns how many bytes that was, or 0 for anything else, which is left to a
// [document] to accept or refuse: plain accepts nothing that it would refuse, and
// reads it as it would, an order of magnitude faster.
func (e *element) plain(data []byte) int {
	const begin = "<Frame"
	i := 0
	for i < len(data) && classes[data[i]]&space != 0 {
		i++
	}
	if len(data)-i < len(begin) || string(data[i:i+len(begin)]) != begin {
		return 0
	}
	e.from = int64(i)
	i += len(begin)
	for {
		gap := i
		for i < len(data) && classes[data[i]]&space != 0 {
			i++
		}
		if i+1 < len(data) && data[i] == '/' && data[i+1] == '>' {
			return i + 2
		}
		name := i
		for i < len(data) && classes[data[i]]&letter != 0 {
			i++
		}
		if name == gap || i == name || i+1 >= len(data) || data[i] != '=' || data[i+1] != '"' {
			return 0
		}
		value := i + 2
		for i = value; i < len(data) && classes[data[i]]&inside != 0; i++ {
		}
		if i == len(data) || data[i] != '"' || i-value > maxText {
			return 0
		}
		e.set(data[name:value-2], data[value:i])
		i++
	}
}
