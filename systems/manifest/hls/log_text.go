package hls

// AppendMedia appends the playlist m to dst and returns the extended buffer. Its
// segments are those of l, from the first on that is neither before m.Sequence nor
// skipped, which must be there; those before withParts are written without their
// parts. What m has of segments, and of parts of that which is being made, is not
// looked at. Beside its date ranges there are some that [AppendRange] has written.
func (l *Log) AppendMedia(dst []byte, m *Media, withParts uint64, ranges []byte) []byte {
	n := m.Sequence + m.Skipped
	list := l.list[l.head+int(n-l.first):]
	dst = appendHead(dst, m, len(list) > 0 && list[0].mapped)
	dst = append(dst, ranges...)
	dst = appendSkip(dst, m)
	end := l.End()
	if len(list) > 0 {
		dst = l.appendList(dst, list, int(min(max(withParts, n), end)-n))
	}
	if l.made > 0 {
		dst = appendBefore(dst, &m.Making)
		dst = append(dst, l.parts.at(l.making, l.parts.end())...)
	}
	return appendEnd(dst, m, end, l.made)
}

// appendList appends segments, from the k-th on with their parts. The first says what
// is in force.
func (l *Log) appendList(dst []byte, list []entry, k int) []byte {
	first := &list[0]
	dst = append(dst, l.text.at(first.at, first.forced)...)
	dst = append(dst, l.force.at(first.force, first.forceEnd)...)
	at := first.when
	for ; k < len(list); k++ {
		parts, end := list[k].parts, l.making
		if k+1 < len(list) {
			end = list[k+1].parts
		}
		if parts == end {
			continue
		}
		dst = append(dst, l.text.at(at, list[k].part)...)
		dst = append(dst, l.parts.at(parts, end)...)
		at = list[k].part
	}
	return append(dst, l.text.at(at, l.text.end())...)
}
