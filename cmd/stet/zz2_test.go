package main
import ("testing";"os";"stet/model/source";"stet/model/mention";"fmt")
func TestZZ2(t *testing.T){ for _,f:=range []string{"news-10m.txt"}{ a,_:=source.Open("/tmp/stet/ptybench/corpus/"+f); n:=mention.Tag(a,all(a)); fmt.Println(len(a.Text), n.Len(), len(a.Text)/n.Len(), len(a.Blocks)) }; _=os.Args }
